// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors

// The conversion task queue and its answers, as both services declare them.
'use strict';

const config = require('./config');

const task = config.get('rabbitmq.queueconverttask');
const response = config.get('rabbitmq.queueconvertresponse');
const dead = config.get('rabbitmq.exchangeconvertdead');
const deadQueue = config.get('rabbitmq.queueconvertdead');
const delayed = config.get('rabbitmq.queuedelayed');
const retentionSeconds = config.get('queue.retentionPeriod');

async function assertTaskQueue(channel) {
  await channel.assertQueue(task.name, {
    messageTtl: retentionSeconds * 1000,
    deadLetterExchange: dead.name,
    ...task.options,
  });
  return task.name;
}

async function assertResponseQueue(channel) {
  await channel.assertQueue(response.name, response.options);
  return response.name;
}

async function assertDelayedQueue(channel) {
  await channel.assertQueue(delayed.name, {deadLetterExchange: dead.name, ...delayed.options});
}

function assertDeadExchange(channel) {
  return channel.assertExchange(dead.name, 'fanout', dead.options);
}

async function assertDeadQueue(channel) {
  await assertDeadExchange(channel);
  await channel.assertQueue(deadQueue.name, deadQueue.options);
  await channel.bindQueue(deadQueue.name, dead.name, '');
  return deadQueue.name;
}

module.exports = {assertTaskQueue, assertResponseQueue, assertDelayedQueue, assertDeadExchange, assertDeadQueue};
