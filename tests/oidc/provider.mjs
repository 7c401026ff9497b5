// An OpenID Connect provider on 127.0.0.1: the sign-in of a made-up city.
//
//     node provider.mjs PORT CITY.json
//
// CITY.json is read anew at each sign-in:
//     accounts   what the identity token says of each account, by the account's name
//     forged     claims put into the token afterwards, which is then signed again; null takes a
//                claim out
import { readFileSync } from "node:fs";

import { decodeJwt, exportJWK, generateKeyPair, importJWK, SignJWT } from "jose";
import Provider from "oidc-provider";

const ALGORITHM = "RS256";
const [port, cityFile] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const city = () => JSON.parse(readFileSync(cityFile, "utf8"));

const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
const key = { ...(await exportJWK(privateKey)), kid: "city", alg: ALGORITHM, use: "sig" };

const page = (body) => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>City</title><link rel="icon" href="data:,"></head>
<body><h1>City</h1>${body}</body>
</html>`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "willkommenskarte",
      client_secret: "a secret between the city and the map",
      redirect_uris: ["http://127.0.0.1/oauth2callback"],
      post_logout_redirect_uris: ["http://127.0.0.1/oauth2callback"],
    },
  ],
  jwks: { keys: [key] },
  cookies: { keys: ["a secret of the city"] },
  pkce: { required: () => true },
  conformIdTokenClaims: false,
  claims: { openid: ["sub", "roles", "sites", "name", "email"], profile: [], email: [] },
  findAccount: (ctx, name) => {
    const account = city().accounts[name];
    return account && { accountId: name, claims: () => ({ sub: name, ...account }) };
  },
  interactions: { url: (ctx, interaction) => `/sign-in/${interaction.uid}` },
  loadExistingGrant: consented,
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: {
      logoutSource: (ctx, form) => {
        const button = '<button form="op.logoutForm" name="logout" value="yes">Sign out</button>';
        ctx.body = page(form + button);
      },
    },
  },
});

// The port of the map is not known yet: any of this machine will do.
const isOurs = (address) => /^http:\/\/127\.0\.0\.1:\d+\/oauth2callback$/.test(address);
provider.Client.prototype.redirectUriAllowed = isOurs;
provider.Client.prototype.postLogoutRedirectUriAllowed = isOurs;

// Nobody is asked for consent: a city's own map may know what the city says.
async function consented(ctx) {
  const { client, session } = ctx.oidc;
  const grant = new ctx.oidc.provider.Grant({
    clientId: client.clientId,
    accountId: session.accountId,
  });
  grant.addOIDCScope("openid profile email");
  await grant.save();
  return grant;
}

async function forge(token, forged) {
  const claims = { ...decodeJwt(token), ...forged };
  for (const [name, value] of Object.entries(claims)) {
    if (value === null) delete claims[name];
  }
  const header = { alg: ALGORITHM, kid: key.kid };
  return new SignJWT(claims).setProtectedHeader(header).sign(await importJWK(key, ALGORITHM));
}

// The form of the sign-in: the name of an account, and no password.
provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith("/sign-in/")) return next();
  if (ctx.method === "GET") {
    ctx.body = page(`<form method="post">
      <label>Account <input name="account" autofocus></label><button>Sign in</button>
    </form>`);
    return undefined;
  }
  let form = "";
  for await (const part of ctx.req) form += part;
  const login = { accountId: new URLSearchParams(form).get("account") };
  ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, { login }));
  return undefined;
});

provider.use(async (ctx, next) => {
  await next();
  const { forged } = city();
  if (forged && ctx.body?.id_token) {
    ctx.body.id_token = await forge(ctx.body.id_token, forged);
  }
});

provider.listen(Number(port), "127.0.0.1");
