// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors

// Log lines in the layout of log4js/production.json:
// [%d] [%p] [TENANT] [DOCID] [USERID] category - message, level WARN and above, message cut at 10000 characters.
'use strict';

const util = require('node:util');

const levels = {DEBUG: 0, INFO: 1, WARN: 2, ERROR: 3};
const threshold = levels.WARN;

function timestamp() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 23);
}

class Logger {
  constructor(docId = 'docId', userId = 'userId') {
    this.prefix = `[localhost] [${docId}] [${userId}]`;
  }

  write(level, args) {
    if (levels[level] < threshold) {
      return;
    }
    const message = util.format(...args).slice(0, 10000);
    process.stdout.write(`[${timestamp()}] [${level}] ${this.prefix} nodeJS - ${message}\n`);
  }

  debug(...args) {
    this.write('DEBUG', args);
  }

  info(...args) {
    this.write('INFO', args);
  }

  warn(...args) {
    this.write('WARN', args);
  }

  error(...args) {
    this.write('ERROR', args);
  }
}

const globalLogger = new Logger();

/** What nobody caught is given to `log`; then the process ends with status 1. */
function installLastResort(log) {
  process.on('uncaughtException', error => {
    log(error);
    process.exit(1);
  });
}

module.exports = {Logger, globalLogger, installLastResort};
