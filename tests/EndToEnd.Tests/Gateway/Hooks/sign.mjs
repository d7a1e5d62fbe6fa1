// Signs a body as senders do, by their own libraries: node sign.mjs <library> <secret> <body>
// Prints the headers as JSON in its last line; a library may talk before.
import { Webhook } from 'standardwebhooks';
import { Webhook as Svix } from 'svix';
import { sign as signForGitHub } from '@octokit/webhooks-methods';
import Stripe from 'stripe';
import { shopifyApi, ApiVersion } from '@shopify/shopify-api';
import '@shopify/shopify-api/adapters/node';
import { createSHA256HMAC, HashFormat } from '@shopify/shopify-api/runtime';

const [library, secret, body] = process.argv.slice(2);
const now = new Date();
const seconds = Math.floor(now.getTime() / 1000);
const id = `msg_${now.getTime()}`;

const headers = {
  standardwebhooks: () => ({
    'webhook-id': id,
    'webhook-timestamp': `${seconds}`,
    'webhook-signature': new Webhook(secret).sign(id, now, body),
  }),
  svix: () => ({
    'webhook-id': id,
    'webhook-timestamp': `${seconds}`,
    'webhook-signature': new Svix(secret).sign(id, now, body),
  }),
  octokit: async () => ({
    'X-GitHub-Event': 'push',
    'X-GitHub-Delivery': id,
    'X-Hub-Signature-256': await signForGitHub(secret, body),
  }),
  stripe: async () => ({
    'Stripe-Signature': await new Stripe('sk_none').webhooks.generateTestHeaderStringAsync({ payload: body, secret }),
  }),
  shopify: async () => {
    const signed = {
      'X-Shopify-Topic': 'orders/create',
      'X-Shopify-Shop-Domain': 'shop.example',
      'X-Shopify-API-Version': '2025-10',
      'X-Shopify-Webhook-Id': id,
      'X-Shopify-Hmac-Sha256': await createSHA256HMAC(secret, body, HashFormat.Base64),
    };
    // Shopify's own receiver must agree that this is how it signs.
    const shopify = shopifyApi({ apiKey: 'key', apiSecretKey: secret, hostName: 'app.example', isEmbeddedApp: true, apiVersion: Object.values(ApiVersion).at(-1) });
    const verdict = await shopify.webhooks.validate({ rawBody: body, rawRequest: { method: 'POST', url: '/', headers: signed } });
    if (!verdict.valid) {
      throw new Error(`Shopify would refuse it: ${verdict.reason}`);
    }
    return signed;
  },
}[library];

console.log(JSON.stringify(await headers()));
