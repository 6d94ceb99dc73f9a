// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors

// Sends conversion tasks and hands each answer to the request that waits for it.
'use strict';

const rabbitMQCore = require('../Common/rabbitMQCore');
const taskQueue = require('../Common/taskQueue');

let channelTask = null;
let taskName = '';
const waiting = new Map();

function onResponse(content) {
  const response = JSON.parse(content);
  const resolve = waiting.get(response.key);
  if (resolve) {
    waiting.delete(response.key);
    resolve(response);
  }
}

async function setup(connection) {
  const sender = await connection.createConfirmChannel();
  taskName = await taskQueue.assertTaskQueue(sender);
  const receiver = await connection.createChannel();
  const responseName = await taskQueue.assertResponseQueue(receiver);
  await receiver.consume(responseName, message => {
    if (message) {
      onResponse(message.content.toString());
      receiver.ack(message);
    }
  });
  channelTask = sender;
}

function init() {
  return rabbitMQCore.keep(setup, () => {
    channelTask = null;
  });
}

async function healthCheck() {
  if (!channelTask) {
    return false;
  }
  await taskQueue.assertTaskQueue(channelTask);
  return true;
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
