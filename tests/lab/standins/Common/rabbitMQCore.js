// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors

// One AMQP connection that is tried once a second until it stands, and made anew when it is lost.
'use strict';

const amqp = require('amqplib');
const config = require('./config');
const {globalLogger} = require('./logger');

const url = config.get('rabbitmq.url');
const socketOptions = config.get('rabbitmq.socketOptions');
const RECONNECT_TIMEOUT = 1000;

function delay(ms) {
  return new Promise(resolve => setTimeout(resolve, ms));
}

async function connectOnce(onClose) {
  const connection = await amqp.connect(url, {...socketOptions});
  connection.on('error', error => globalLogger.error('[AMQP] conn error %s', error.stack));
  connection.once('close', onClose);
  return connection;
}

async function connect(onClose) {
  for (;;) {
    try {
      return await connectOnce(onClose);
    } catch (error) {
      globalLogger.error('[AMQP] %s', error.stack);
      await delay(RECONNECT_TIMEOUT);
    }
  }
}

/**
 * Keeps `setup(connection)` in force: runs it on every new connection, `clear()` when one is lost.
 * Resolves once the first setup has succeeded; rejects when the first setup fails.
 */
async function keep(setup, clear) {
  const lost = () => {
    clear();
    setTimeout(() => {
      keep(setup, clear).catch(error => globalLogger.error('[AMQP] %s', error.stack));
    }, RECONNECT_TIMEOUT);
  };
  const connection = await connect(lost);
  await setup(connection);
}

module.exports = {keep};
