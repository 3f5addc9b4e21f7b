int peek(void)
{
	return 1;
}
