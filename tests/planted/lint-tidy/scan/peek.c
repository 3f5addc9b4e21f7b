int peek(const char *a, const char *b);

int peek(const char *a, const char *b)
{
    return strcmp(a, b) == 1;
}
