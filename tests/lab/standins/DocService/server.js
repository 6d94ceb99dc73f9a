// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors

// Start order: broker (pubsub, then task queue), both database tables, and only then the port.
'use strict';

const http = require('node:http');
const config = require('../Common/config');
const {globalLogger, installLastResort} = require('../Common/logger');
const database = require('./database');
const pubsub = require('./pubsub');
const queue = require('./queue');
const routes = require('./routes');
const version = require('./version');

const port = config.get('services.CoAuthoring.server.port');
const bodyLimit = config.get('services.CoAuthoring.server.limits_tempfile_upload');

function readBody(request) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    let size = 0;
    request.on('data', chunk => {
      size += chunk.length;
      if (size > bodyLimit) {
        reject(new Error('request entity too large'));
        request.destroy();
        return;
      }
      chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

async function handle(request, response) {
  const {pathname} = new URL(request.url, 'http://localhost');
  const handler = routes.find(request.method, pathname);
  if (!handler) {
    return routes.notFound(request, response);
  }
  let body = {};
  if (request.method === 'POST') {
    try {
      body = JSON.parse((await readBody(request)).toString() || '{}');
    } catch (error) {
      return routes.sendJson(response, {error: 2});
    }
  }
  return handler(request, response, body);
}

function listen() {
  const server = http.createServer((request, response) => {
    handle(request, response).catch(error => {
      globalLogger.error('error: %s', error.stack);
      response.destroy();
    });
  });
  server.on('upgrade', routes.upgrade);
  server.listen(port, () => {
    globalLogger.warn('Express server listening on port %d in %s mode. Version: %s. Build: %s',
      port, process.env.NODE_ENV, version.number, version.build);
  });
}

async function main() {
  installLastResort(error => globalLogger.error('uncaughtException:%s', error.stack));
  globalLogger.warn('Express server starting...');
  await pubsub.init();
  await queue.init();
  let compatible = false;
  try {
    compatible = await database.isSchemaCompatible();
  } catch (error) {
    // No second try and no exit: the process stays, its port stays closed.
    globalLogger.error('getTableColumns error: %s', error.stack);
  }
  if (compatible) {
    listen();
  }
}

main();
