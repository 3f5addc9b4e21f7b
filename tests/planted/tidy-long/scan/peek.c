int peek(void);
@LONG@
