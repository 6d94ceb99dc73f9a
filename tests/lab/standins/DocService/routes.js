// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors

// What the server answers on its port.
'use strict';

const crypto = require('node:crypto');
const database = require('./database');
const pubsub = require('./pubsub');
const queue = require('./queue');
const token = require('./token');
const version = require('./version');
const config = require('../Common/config');
const {Logger, globalLogger} = require('../Common/logger');

const urlExpires = config.get('storage.fs.urlExpires');
const urlSecret = config.get('storage.fs.secretString');
const started = new Date();

function send(response, status, type, text) {
  response.writeHead(status, {'Content-Type': type, 'Content-Length': Buffer.byteLength(text)});
  response.end(text);
}

function sendJson(response, value, status = 200) {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(value));
}

async function healthCheck(request, response) {
  let output = false;
  try {
    await database.healthCheck(globalLogger);
    if (!(await pubsub.healthCheck())) {
      throw new Error('pubsub');
    }
    if (!(await queue.healthCheck())) {
      throw new Error('queue');
    }
    output = true;
  } catch (error) {
    globalLogger.error('healthCheck error %s', error.stack);
  }
  send(response, 200, 'text/plain; charset=utf-8', String(output));
}

function index(request, response) {
  send(response, 200, 'text/html; charset=utf-8',
    `Server is functioning normally. Version: ${version.number}. Build: ${version.build}. ` +
    `Release date: ${version.date}. Package type: 0. Customer Id: . Multitenancy: . Alias: `);
}

function info(request, response) {
  sendJson(response, {
    connectionsStat: {},
    licenseInfo: {packageType: 0, mode: 0, connections: 20, hasLicense: false, buildDate: version.date},
    serverInfo: {buildVersion: version.number, buildNumber: version.build, date: started.toISOString()},
    quota: {edit: {connectionsCount: 0}, view: {connectionsCount: 0}},
  });
}

function command(request, response, body) {
  const parameters = token.verified(request, body);
  if (!parameters) {
    return sendJson(response, {error: 6});
  }
  return sendJson(response, parameters.c === 'version' ? {error: 0, version: version.number} : {error: 5});
}

function resultUrl(request, key, type) {
  const scheme = request.headers['x-forwarded-proto'] ?? 'http';
  const host = request.headers['x-forwarded-host'] ?? request.headers.host;
  const uri = `/cache/files/data/${key}/output.${type}/output.${type}`;
  const expires = Math.floor(Date.now() / 1000) + urlExpires;
  const md5 = crypto.createHash('md5').update(`${expires}${uri}${urlSecret}`).digest('base64url');
  return `${scheme}://${host}${uri}?md5=${md5}&expires=${expires}&filename=output.${type}`;
}

async function convert(request, response, body) {
  const parameters = token.verified(request, body);
  if (!parameters) {
    return sendJson(response, {error: -8});
  }
  if (!parameters.url || !parameters.outputtype) {
    return sendJson(response, {error: -7});
  }
  const key = `conv_${String(parameters.key ?? crypto.randomUUID()).replace(/[^\w-]/g, '_')}_${parameters.outputtype}`;
  const logger = new Logger(key);
  try {
    await database.saveTask(logger, key, 0, request.headers.host ?? '');
    const result = await queue.convert({key, url: parameters.url, type: parameters.outputtype});
    await database.saveTask(logger, key, result.error ? 4 : 1, request.headers.host ?? '');
    if (result.error) {
      return sendJson(response, {error: result.error});
    }
    return sendJson(response, {
      endConvert: true, fileType: parameters.outputtype, fileUrl: resultUrl(request, key, parameters.outputtype), percent: 100,
    });
  } catch (error) {
    logger.error('convert error: %s', error.stack);
    return sendJson(response, {error: -1});
  }
}

function opening(upgrades) {
  const session = {sid: crypto.randomBytes(15).toString('base64url'), upgrades, pingInterval: 25000, pingTimeout: 20000,
    maxPayload: 100000000};
  return `0${JSON.stringify(session)}`;
}

function poll(request, response) {
  send(response, 200, 'text/plain; charset=UTF-8', opening(['websocket']));
}

const exact = {
  'GET /healthcheck': healthCheck,
  'GET /index.html': index,
  'GET /info/info.json': info,
  'POST /coauthoring/CommandService.ashx': command,
  'POST /command': command,
  'POST /converter': convert,
  'POST /ConvertService.ashx': convert,
};
const socketPath = /^\/doc\/[^/]+\/c\/$/;

/** Finds the handler of a request, or null. */
function find(method, path) {
  return exact[`${method === 'HEAD' ? 'GET' : method} ${path}`] ?? (method === 'GET' && socketPath.test(path) ? poll : null);
}

/** The editors' WebSocket as far as engine.io's first packet; what the client says is read and forgotten. */
function upgrade(request, socket) {
  const key = request.headers['sec-websocket-key'];
  const wanted = new URL(request.url, 'http://localhost');
  socket.on('error', () => socket.destroy());
  if (!socketPath.test(wanted.pathname) || wanted.searchParams.get('transport') !== 'websocket' || !key) {
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    return;
  }
  const accept = crypto.createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  const packet = Buffer.from(opening([]));
  socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
    `Sec-WebSocket-Accept: ${accept}\r\n\r\n`);
  socket.write(Buffer.concat([Buffer.from(packet.length < 126 ? [0x81, packet.length] : [0x81, 126, packet.length >> 8, packet.length & 255]), packet]));
  socket.on('data', () => {});
  socket.on('end', () => socket.end());
}

function notFound(request, response) {
  send(response, 404, 'text/html; charset=utf-8', `Cannot ${request.method} ${request.url}`);
}

module.exports = {find, notFound, sendJson, upgrade};
