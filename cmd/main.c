/* main - the command; everything it can do is in cmd/call.c, so that tests can link it. */
#include "cmd/cmd.h"

int main(int argc, char **argv)
{
    return cmd_run(argc, argv);
}
