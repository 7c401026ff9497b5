"""The twin of the map without a script: plain pages for old phones, text browsers and paper."""
