// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors

// Sends conversion tasks and hands each answer to the request that waits for it.
'use strict';

const rabbitMQCore = require('../Common/rabbitMQCore');
const taskQueue = require('../Common/taskQueue');

const ERROR_DEAD_LETTER = -2;
let channelTask = null;
let channelDead = null;
let taskName = '';
const waiting = new Map();

function onResponse(response) {
  const resolve = waiting.get(response.key);
  if (resolve) {
    waiting.delete(response.key);
    resolve(response);
  }
}

function consume(channel, name, handle) {
  return channel.consume(name, message => {
    if (message) {
      handle(JSON.parse(message.content.toString()));
      channel.ack(message);
    }
  });
}

async function setup(connection) {
  const sender = await connection.createConfirmChannel();
  taskName = await taskQueue.assertTaskQueue(sender);
  const receiver = await connection.createChannel();
  await consume(receiver, await taskQueue.assertResponseQueue(receiver), onResponse);
  await taskQueue.assertDelayedQueue(await connection.createConfirmChannel());
  const dead = await connection.createChannel();
  await consume(dead, await taskQueue.assertDeadQueue(dead), ({key}) => onResponse({key, error: ERROR_DEAD_LETTER}));
  channelTask = sender;
  channelDead = dead;
}

function init() {
  return rabbitMQCore.keep(setup, () => {
    channelTask = null;
    channelDead = null;
  });
}

async function healthCheck() {
  if (!channelDead) {
    return false;
  }
  const {exchange} = await taskQueue.assertDeadExchange(channelDead);
  return Boolean(exchange);
}

/** Queues a task; resolves with the converter's answer, however long that takes. */
function convert(task) {
  if (!channelTask) {
    return Promise.reject(new Error('queue'));
  }
  return new Promise(resolve => {
    waiting.set(task.key, resolve);
    channelTask.sendToQueue(taskName, Buffer.from(JSON.stringify(task)), {priority: task.priority ?? 3, persistent: true});
  });
}

module.exports = {init, healthCheck, convert};
