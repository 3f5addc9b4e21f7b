#!/bin/sh
cat @MACHINE@/list
