// Serves the built page from this computer: `node scripts/serve.mjs [folder]`.
//
// PORT chooses the port (0: any free one), PREFIX a path to serve under.
// Nothing is cached, so a reload always shows the last build.
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/** What every static host compresses. */
const COMPRESSED = /\.(css|html|js|json|svg|txt|webmanifest)$/;

/**
 * Answers with the server once it listens; its `url` ends in a slash.
 * `compress`: as static hosts do, for measuring.
 */
export function serve(folder, { port = 0, prefix = '/', headers = {}, compress = false } = {}) {
  const root = resolve(folder);
  const packed = new Map();
  const gzipped = (file) => {
    if (!packed.has(file)) packed.set(file, gzipSync(readFileSync(file), { level: 9 }));
    return packed.get(file);
  };
  const server = createServer((request, response) => {
    const file = fileFor(root, prefix, request.url);
    const size = file && statSync(file, { throwIfNoEntry: false });
    if (!size?.isFile()) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not found\n');
      return;
    }
    const body = compress && COMPRESSED.test(file) ? gzipped(file) : null;
    response.writeHead(200, {
      'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
      'Content-Length': body ? body.length : size.size,
      ...(body && { 'Content-Encoding': 'gzip' }),
      'Cache-Control': 'no-store',
      // A frame sandboxed with `allow-scripts` alone has no origin: its
      // modules and its WebAssembly load only with this word from the host.
      'Access-Control-Allow-Origin': '*',
      ...headers,
    });
    if (request.method === 'HEAD') response.end();
    else if (body) response.end(body);
    else createReadStream(file).pipe(response);
  });
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () => {
      server.url = `http://127.0.0.1:${server.address().port}${prefix}`;
      done(server);
    });
  });
}

/** The file an address means, or null if it leaves the folder. */
function fileFor(root, prefix, url) {
  let path;
  try {
    path = decodeURIComponent(new URL(url, 'http://host').pathname);
  } catch {
    return null;
  }
  if (!path.startsWith(prefix)) return null;
  path = path.slice(prefix.length);
  if (path === '' || path.endsWith('/')) path += 'index.html';
  const file = resolve(root, path);
  return file.startsWith(root + sep) ? file : null;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const wanted = Number(process.env.PORT ?? 8000);
  let server;
  try {
    server = await serve(process.argv[2] ?? 'dist', {
      port: wanted,
      prefix: process.env.PREFIX ?? '/',
    });
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error;
    console.error(`Port ${wanted} is taken. Choose another: make serve PORT=${wanted + 1}`);
    process.exit(1);
  }
  const answer = await fetch(server.url);
  if (!answer.ok) throw new Error(`${server.url} answers ${answer.status}: run make build first`);
  console.log(`\nInterleave is at ${server.url}  (Ctrl+C stops it)`);
}
