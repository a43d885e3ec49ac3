/** What is used of node-xml-stream 1.0.2, which comes without types. */
declare module 'node-xml-stream' {
  import { Writable } from 'node:stream';

  class NodeXmlStream extends Writable {
    on(event: 'opentag' | 'closetag', listener: (name: string) => void): this;
    on(event: 'text', listener: (text: string) => void): this;
    on(event: string, listener: (...args: unknown[]) => void): this;
  }
  export = NodeXmlStream;
}
