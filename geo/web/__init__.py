"""HTTP routes beside the pages: what browsers load without Streamlit."""
