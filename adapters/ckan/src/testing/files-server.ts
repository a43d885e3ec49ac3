import { createServer, type ServerResponse } from 'node:http';

/** A small server in the place of Saite's doors: it gives the files of editions. */
export interface FilesServer {
  readonly url: string;
  /** Paths that were asked for, with what was asked. */
  readonly asked: string[];
  /** Gives a content under a path. */
  put(path: string, content: string): void;
  /** Answers a path in another way. */
  answer(path: string, how: (response: ServerResponse) => void): void;
  close(): Promise<void>;
}

export async function serveFiles(): Promise<FilesServer> {
  const answers = new Map<string, (response: ServerResponse) => void>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const how = answers.get(path);
    if (how) how(response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    put: (path, content) => answers.set(path, (response) => response.writeHead(200).end(content)),
    answer: (path, how) => answers.set(path, how),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
