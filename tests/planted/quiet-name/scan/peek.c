bool peek(const char *name, struct err *err)
{
    return err_set(err, ERR_INPUT, "no such person: %s", name);
}
