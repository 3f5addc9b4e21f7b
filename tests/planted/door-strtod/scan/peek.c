double peek(const char *text)
{
    return NUMBER_STRTOD(text, 0);
}
