// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors

// Messages between server instances: a fanout exchange and a private queue.
'use strict';

const config = require('../Common/config');
const rabbitMQCore = require('../Common/rabbitMQCore');

const exchange = config.get('rabbitmq.exchangepubsub');
const queue = config.get('rabbitmq.queuepubsub');
let channelPublish = null;

async function setup(connection) {
  const publisher = await connection.createChannel();
  await publisher.assertExchange(exchange.name, 'fanout', exchange.options);
  const receiver = await connection.createChannel();
  const {queue: name} = await receiver.assertQueue(queue.name, queue.options);
  await receiver.bindQueue(name, exchange.name, '');
  await receiver.consume(name, message => message && receiver.ack(message));
  channelPublish = publisher;
}

function init() {
  return rabbitMQCore.keep(setup, () => {
    channelPublish = null;
  });
}

async function healthCheck() {
  if (!channelPublish) {
    return false;
  }
  const {exchange: name} = await channelPublish.assertExchange(exchange.name, 'fanout', exchange.options);
  return Boolean(name);
}

module.exports = {init, healthCheck};
