"""What people read and type: texts, dates and numbers in their language, forgiving search words."""
