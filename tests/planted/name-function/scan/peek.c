int peek_get(void)
{
    return 1;
}
