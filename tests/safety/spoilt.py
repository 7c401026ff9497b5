"""What somebody who guesses makes of a token or a cookie that is right."""


def otherwise(secret: str) -> str:
    """Change its first letter, whatever that is: one in 64 begins with any letter one names."""
    return ("b" if secret[0] == "a" else "a") + secret[1:]
