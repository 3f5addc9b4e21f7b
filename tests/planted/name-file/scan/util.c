int peek(void);
