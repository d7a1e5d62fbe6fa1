// Measures what visitors and other flows notice of a shop that answers after ten seconds, and prints the rows of the table in
// docs/performance.md. Needs a Release build of the product:
//   dotnet build -c Release src/FlowDesigner.Web && node eng/measure-slow-system.mjs
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const configuration = process.env.CONFIGURATION ?? 'Release';
const visitors = Number(process.env.VISITORS ?? 200);
const delay = Number(process.env.DELAY ?? 10_000);
const key = 'fsk_measurement_0123456789abcdef0123456789';

const port = await new Promise(resolve => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});
const address = `http://127.0.0.1:${port}`;
const data = mkdtempSync(join(tmpdir(), 'flowstudio-slow-'));
const product = spawn('dotnet', [join(root, `src/FlowDesigner.Web/bin/${configuration}/net10.0/FlowDesigner.Web.dll`), `--urls=${address}`], {
  cwd: data,
  stdio: 'ignore',
  env: {
    ...process.env,
    ASPNETCORE_ENVIRONMENT: 'Development',
    FlowStudio__DataDirectory: join(data, 'data'),
    FlowStudio__Seed: join(root, 'flows'),
    FlowStudio__Roles: 'designer,gateway,worker,demo',
    FlowStudio__Setup__AdminEmail: 'admin@example.com',
    FlowStudio__Setup__AdminPassword: 'Correct-horse-7-battery',
    FlowStudio__Setup__ApiKey: key,
    FlowStudio__Chat__TokensPerMinute: '100000',
    Logging__LogLevel__Default: 'Warning',
  },
});

const sleep = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

async function call(method, path, token, body) {
  const answer = await fetch(address + path, {
    method,
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  const text = await answer.text();
  return text ? JSON.parse(text) : null;
}

async function arrive(secret) {
  const { token } = await call('POST', '/v3/directline/tokens/generate', secret);
  const { conversationId } = await call('POST', '/v3/directline/conversations', token);
  return {
    say: text => call('POST', `/v3/directline/conversations/${conversationId}/activities`, token, { type: 'message', text, from: { id: 'visitor' } }),
    async hear(beginning) {
      for (;;) {
        const { activities } = await call('GET', `/v3/directline/conversations/${conversationId}/activities`, token);
        if (activities.some(a => a.type === 'message' && a.from?.role !== 'user' && a.text?.startsWith(beginning))) return;
        await sleep(20);
      }
    },
  };
}

async function timed(act) {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

const row = (what, times) => {
  const sorted = times.toSorted((a, b) => a - b);
  const at = share => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)].toFixed(0);
  console.log(`| ${what} | ${at(0.5)} ms | ${at(0.95)} ms | ${at(1)} ms |`);
};

async function round(secret, name) {
  const crowd = [];
  for (let i = 0; i < visitors; i++) crowd.push(await arrive(secret));
  await Promise.all(crowd.map(v => v.hear('Hello')));
  const others = [];
  for (let i = 0; i < 20; i++) others.push(await arrive(secret));
  await Promise.all(others.map(v => v.hear('Hello')));

  const started = performance.now();
  row(`${name}: acknowledgement, ${visitors} at once`, await Promise.all(crowd.map(v => timed(() => v.say('Where is order 1001?')))));
  // The calls are under way now: what does somebody notice who needs no shop?
  await sleep(2_500);
  const answered = [];
  for (const other of others) {
    answered.push(await timed(async () => {
      await other.say('I want to talk to a person');
      await other.hear('I am getting a colleague');
    }));
  }
  row(`${name}: another flow's answer meanwhile`, answered);
  await Promise.all(crowd.map(v => v.hear('Order 1001')));
  console.log(`| ${name}: all ${visitors} have their order | | | ${(performance.now() - started).toFixed(0)} ms |`);
}

try {
  for (let ready = false; !ready; await sleep(200)) {
    ready = await fetch(`${address}/health/ready`).then(a => a.ok, () => false);
  }

  const { secret } = await call('GET', '/api/v1/bots/order-support/channels/directline', key);
  console.log('| What | p50 | p95 | Slowest |\n| --- | ---: | ---: | ---: |');
  await call('PUT', '/demo/shop/delay', null, { milliseconds: 0 });
  await round(secret, 'Quick shop');
  await call('PUT', '/demo/shop/delay', null, { milliseconds: delay });
  await round(secret, `Shop that takes ${delay / 1000} s`);
} finally {
  product.kill('SIGKILL');
  rmSync(data, { recursive: true, force: true });
}
