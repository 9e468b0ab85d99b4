import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { loadServiceModel } from '../src/aws/model-store.ts';
import { protocolFor } from '../src/aws/protocols/protocol-for.ts';
import { image } from './estate-image.ts';

/** Images of each region, in pages of 1,000. */
export const readyImages = 25_000;
const pageRows = 1000;

/** Run as a process of its own: answers DescribeImages with pages that are written already, so that who asks is what is measured. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const model = await loadServiceModel('ec2');
  const pages = Array.from({ length: readyImages / pageRows }, (_, page) => {
    const Images = Array.from({ length: pageRows }, (_row, row) => {
      const index = page * pageRows + row;
      return image(`ami-${index.toString(16).padStart(17, '0')}`, index);
    });
    const isLast = (page + 1) * pageRows >= readyImages;
    const output = { Images, ...(!isLast && { NextToken: `page-${page + 1}` }) };
    return Buffer.from(protocolFor(model).encodeResponse(model, 'DescribeImages', output, 'ready').body);
  });
  const server = createServer((request, response) => {
    let form = '';
    request.on('data', (data: Buffer) => {
      form += data.toString();
    });
    request.on('end', () => {
      const asked = new URLSearchParams(form);
      const page = pages[Number(/^page-(\d+)$/.exec(asked.get('NextToken') ?? 'page-0')?.[1])];
      const isKnown = asked.get('Action') === 'DescribeImages' && asked.get('MaxResults') === String(pageRows);
      if (page === undefined || !isKnown) response.writeHead(500).end();
      else response.writeHead(200, { 'content-type': 'text/xml', 'content-length': page.length }).end(page);
    });
  });
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
  });
}
