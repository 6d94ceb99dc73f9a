// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors

// The conversion task queue and its answers, as both services declare them.
'use strict';

const config = require('./config');

const task = config.get('rabbitmq.queueconverttask');
const response = config.get('rabbitmq.queueconvertresponse');
const dead = config.get('rabbitmq.exchangeconvertdead');
const retentionSeconds = config.get('queue.retentionPeriod');

async function assertTaskQueue(channel) {
  await channel.assertExchange(dead.name, 'fanout', dead.options);
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

module.exports = {assertTaskQueue, assertResponseQueue};
