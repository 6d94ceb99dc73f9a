// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors

// The master keeps one worker alive (the open source licence allows one); the worker converts.
'use strict';

const cluster = require('node:cluster');
const os = require('node:os');
const config = require('../Common/config');
const {globalLogger, installLastResort} = require('../Common/logger');

const LICENSED_WORKERS = 1;

function startWorkers(count) {
  for (let running = Object.keys(cluster.workers).length; running < count; ++running) {
    const worker = cluster.fork();
    globalLogger.warn('worker %s started.', worker.process.pid);
  }
}

function lead() {
  const perProcessor = config.get('FileConverter.converter.maxprocesscount');
  globalLogger.warn('num of CPUs: %d; availableParallelism: %s', os.cpus().length, os.availableParallelism?.());
  const count = Math.min(LICENSED_WORKERS, Math.ceil(os.cpus().length * perProcessor));
  cluster.setupPrimary({exec: __filename});
  cluster.on('exit', (worker, code, signal) => {
    globalLogger.warn('worker %s died (code = %s; signal = %s).', worker.process.pid, code, signal);
    startWorkers(count);
  });
  globalLogger.warn('update cluster with %s workers', count);
  startWorkers(count);
}

installLastResort(error => {
  globalLogger.error(new Date().toUTCString() + ' uncaughtException:', error.message);
  globalLogger.error(error.stack);
});
if (cluster.isPrimary) {
  lead();
} else {
  require('./converter.js').run();
}
