import { join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../lib/commands.mjs';
import { treeOf, visit } from '../lib/syntax.mjs';
import { filesBelow, workspacesOf } from '../lib/workspaces.mjs';

/** Everything that runs in the live system: the sources of all rooms, as `[path, nodes]`. */
const sources = workspacesOf(root)
  .flatMap(({ folder }) => filesBelow(join(root, folder, 'src')))
  .filter((file) => /\.(ts|tsx|mjs|js)$/.test(file))
  .map((file) => {
    const nodes = [];
    visit(treeOf(file).program, (node) => nodes.push(node));
    return [relative(root, file).split(sep).join('/'), nodes];
  });

/** `path: what` of every node of which `look` says what it is. */
function found(look, within = '') {
  return sources
    .filter(([path]) => path.startsWith(within))
    .flatMap(([path, nodes]) =>
      nodes
        .map((node) => look(node))
        .filter((what) => what)
        .map((what) => `${path}: ${what}`),
    );
}

/** `a.b` of `x.a.b(…)` and the like: the last name of what is called, and what it is called on. */
function called(node) {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return null;
  const { callee } = node;
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return null;
  return `${callee.object.name ?? ''}.${callee.property.name}`;
}

/** The text of an argument, also where it is a constant of the same file. */
function textOf(argument, nodes) {
  if (argument?.type !== 'Identifier') return argument?.value;
  return nodes.find((node) => node.type === 'VariableDeclarator' && node.id.name === argument.name)?.init?.value;
}

const first = (node) => (node.arguments[0]?.type === 'Literal' ? node.arguments[0].value : undefined);
const imported = (names) => (node) =>
  (node.type === 'ImportDeclaration' || node.type === 'ImportExpression') && names.includes(node.source.value)
    ? node.source.value
    : null;
const named = (names) => (node) =>
  (node.type === 'Identifier' || node.type === 'JSXIdentifier') && names.includes(node.name) ? node.name : null;

it('there are sources to look at', () => {
  expect(sources.length).toBeGreaterThan(500);
});

describe('no room of the live system', () => {
  it('runs text as code', () => {
    expect(found((node) => (['eval', 'Function'].includes(called(node)) ? called(node) : null))).toEqual([]);
    expect(found(imported(['vm', 'node:vm', 'vm2']))).toEqual([]);
  });

  it('hands a line of text to a shell: programs get their arguments one by one', () => {
    const lines = (node) =>
      node.type === 'ImportSpecifier' && ['exec', 'execSync'].includes(node.imported.name) ? node.imported.name : null;
    expect(found(lines)).toEqual([]);
    expect(found((node) => (node.type === 'Property' && node.key.name === 'shell' ? 'shell' : null))).toEqual([]);
  });

  it('puts SQL together from texts, but for the migrations, which are constants', () => {
    const made = found((node) => (['sql.raw', 'sql.lit'].includes(called(node)) ? called(node) : null));
    expect(made.filter((line) => !line.startsWith('packages/ledger/src/migrations/'))).toEqual([]);
  });

  it('draws chance from anything but the system’s generator', () => {
    expect(
      found((node) =>
        node.type === 'MemberExpression' && node.object.name === 'Math' && node.property.name === 'random'
          ? 'Math.random'
          : null,
      ),
    ).toEqual([]);
  });

  it('uses a digest below SHA-256, or a cipher that does not notice changes', () => {
    const algorithms = sources.flatMap(([path, nodes]) =>
      nodes
        .filter((node) => /create(Hash|Hmac|Cipher|Cipheriv|Sign)$/.test(called(node) ?? ''))
        .map((node) => `${path}: ${textOf(node.arguments[0], nodes)}`),
    );
    expect(algorithms.length).toBeGreaterThan(10);
    const strong = /: (sha256|sha384|sha512|sm3|aes-256-gcm|chacha20-poly1305)$/;
    // The audit chain says which of sha256 and sm3 made each seal; its table takes no other.
    const chosen = ['packages/ledger/src/audit/canonical-event.ts: undefined'];
    expect(algorithms.filter((line) => !strong.test(line) && !chosen.includes(line))).toEqual([]);
  });

  it('asks an address that somebody gave it: only our own health, the pages their own API', () => {
    const asks = found((node) =>
      ['fetch', 'XMLHttpRequest', 'http.request', 'https.request', 'http.get', 'https.get'].includes(called(node))
        ? called(node)
        : null,
    );
    expect(asks.filter((line) => !line.startsWith('apps/web/src/'))).toEqual([
      'packages/runtime/src/folders/runtime-file.ts: fetch',
    ]);
    expect(found(imported(['undici', 'axios', 'got', 'node-fetch', 'node:https', 'https']))).toEqual([]);
  });

  it('trusts any certificate by itself', () => {
    const trust = found((node) =>
      node.type === 'Property' && node.key.name === 'rejectUnauthorized' ? 'rejectUnauthorized' : null,
    );
    expect(trust).toEqual(['packages/notify/src/mailer.ts: rejectUnauthorized']);
    expect(
      found((node) =>
        node.type === 'Property' && node.key.name === 'trustAnyCertificate' ? 'trustAnyCertificate' : null,
      ),
    ).toEqual([]);
    expect(
      found((node) =>
        node.type === 'Literal' && node.value === 'NODE_TLS_REJECT_UNAUTHORIZED' ? 'environment' : null,
      ),
    ).toEqual([]);
  });

  it('speaks LDAP, memcache, GraphQL, XPath, LaTeX, WebSocket, WebRTC, OAuth or SAML, or reads tokens that vouch for themselves', () => {
    const packages = [
      'ldapjs',
      'ldapts',
      'memcached',
      'graphql',
      'xpath',
      'ws',
      'socket.io',
      'jsonwebtoken',
      'jose',
      '@fastify/websocket',
      '@fastify/jwt',
      'openid-client',
      'oauth4webapi',
      'passport',
      '@node-saml/node-saml',
    ];
    expect(found(imported(packages))).toEqual([]);
    expect(found(named(['WebSocket', 'WebSocketStream', 'RTCPeerConnection', 'WebTransport']))).toEqual([]);
  });

  it('serialises objects of unknown kinds: JSON is all that crosses its edge', () => {
    expect(found(imported(['node-serialize', 'serialize-javascript', 'funcster']))).toEqual([]);
    // V8's own module serialises, too; its settings are another matter.
    const serialising = (node) =>
      ['v8', 'node:v8'].includes(node.source?.value) &&
      (node.specifiers ?? [{}]).some(({ imported: what }) => what?.name !== 'setFlagsFromString')
        ? node.source.value
        : null;
    expect(found(serialising)).toEqual([]);
  });
});

describe('no page', () => {
  const pages = 'apps/web/src/';

  it('shows a password while it is typed, or keeps one from being pasted', () => {
    const fields = sources
      .filter(([path]) => path.startsWith(pages))
      .flatMap(([path, nodes]) =>
        nodes.filter((node) => node.type === 'JSXOpeningElement').map((node) => [path, node]),
      );
    const attributeOf = (node, name) => node.attributes.find((each) => each.name?.name === name);
    const passwords = fields.filter(([, node]) =>
      /^(current|new)-password$/.test(attributeOf(node, 'autoComplete')?.value?.value ?? ''),
    );
    expect(passwords.length).toBeGreaterThan(5);
    for (const [path, node] of passwords)
      expect([
        path,
        attributeOf(node, 'secret') !== undefined || attributeOf(node, 'type')?.value?.value === 'password',
      ]).toEqual([path, true]);
    // The two controls behind `secret`.
    const masked = found(
      (node) =>
        node.type === 'MemberExpression' && node.object.name === 'Input' && node.property.name === 'Password'
          ? 'Input.Password'
          : node.type === 'ConditionalExpression' && node.test.name === 'secret' && node.consequent.value === 'password'
            ? 'type'
            : null,
      pages,
    );
    expect(masked.length).toBeGreaterThanOrEqual(2);
    expect(found(named(['onPaste', 'onPasteCapture', 'onCopy', 'onBeforeInput']), pages)).toEqual([]);
  });

  it('writes HTML of its own: texts stay texts', () => {
    const names = [
      'innerHTML',
      'outerHTML',
      'insertAdjacentHTML',
      'dangerouslySetInnerHTML',
      'srcdoc',
      'srcDoc',
      'DOMParser',
      'createContextualFragment',
    ];
    expect(found(named(names), pages)).toEqual([]);
    expect(
      found((node) => (['document.write', 'document.writeln'].includes(called(node)) ? called(node) : null), pages),
    ).toEqual([]);
  });

  it('keeps anything in the browser’s storage, or reads a cookie', () => {
    expect(found(named(['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore']), pages)).toEqual([]);
    expect(
      found(
        (node) =>
          node.type === 'MemberExpression' && node.object.name === 'document' && node.property.name === 'cookie'
            ? 'cookie'
            : null,
        pages,
      ),
    ).toEqual([]);
  });

  it('listens to other windows, opens them with a way back, or frames anything', () => {
    const listens = (node) =>
      /addEventListener$/.test(called(node) ?? '') && first(node) === 'message' ? 'message' : null;
    expect(found(listens, pages)).toEqual([]);
    expect(found(named(['postMessage', 'BroadcastChannel', 'iframe', 'embed', 'applet']), pages)).toEqual([]);
    const opened = (node) => {
      if (node.type !== 'JSXOpeningElement') return null;
      const attribute = (name) => node.attributes.find((each) => each.name?.name === name)?.value?.value;
      return attribute('target') === '_blank' && !/noopener|noreferrer/.test(attribute('rel') ?? '')
        ? 'target=_blank'
        : null;
    };
    expect(found(opened, pages)).toEqual([]);
  });

  it('leads anywhere by an address that a stranger wrote: mails’ links are http only, redirects there are none', () => {
    const moved = (node) =>
      node.type === 'AssignmentExpression' &&
      node.left.type === 'MemberExpression' &&
      ['location', 'href'].includes(node.left.property.name)
        ? node.left.property.name
        : null;
    // The one `href` that is set is that of a file in memory, on its way to the disk.
    expect(found(moved, pages)).toEqual(['apps/web/src/desk/api/save-file.ts: href']);
    expect(
      found((node) =>
        /^(window\.open|location\.(assign|replace)|reply\.redirect|\.redirect)$/.test(called(node) ?? '')
          ? called(node)
          : null,
      ),
    ).toEqual([]);
  });
});
