/** The same call in other languages. The key is named, never shown. */

const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** @returns { curl, JavaScript, Python } of a call { path, headers, body } */
export function snippets({ path, headers, body }) {
  const url = `${location.origin}${path}`;
  const json = JSON.stringify(body);
  const shown = JSON.stringify(body, null, 2);
  const extra = Object.entries(headers);
  return {
    curl: [
      `curl ${url} \\`,
      `  -H "X-API-Key: $AGENTCACHE_KEY" -H 'Content-Type: application/json' \\`,
      ...extra.map(([name, value]) => `  -H ${quote(`${name}: ${value}`)} \\`),
      `  -d ${quote(json)}`,
    ].join("\n"),
    JavaScript: [
      `const answer = await fetch(${JSON.stringify(url)}, {`,
      `  method: "POST",`,
      `  headers: {`,
      `    "X-API-Key": process.env.AGENTCACHE_KEY,`,
      `    "Content-Type": "application/json",`,
      ...extra.map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)},`),
      `  },`,
      `  body: JSON.stringify(${shown.replaceAll("\n", "\n  ")}),`,
      `});`,
      `console.log(answer.headers.get("X-Cache"), await answer.json());`,
    ].join("\n"),
    Python: [
      `import json, os, urllib.request`,
      ``,
      `request = urllib.request.Request(`,
      `    ${JSON.stringify(url)},`,
      `    data=json.dumps(json.loads(${JSON.stringify(json)})).encode(),`,
      `    headers={`,
      `        "X-API-Key": os.environ["AGENTCACHE_KEY"],`,
      `        "Content-Type": "application/json",`,
      ...extra.map(([name, value]) => `        ${JSON.stringify(name)}: ${JSON.stringify(value)},`),
      `    },`,
      `)`,
      `with urllib.request.urlopen(request) as answer:`,
      `    print(answer.headers["X-Cache"], json.load(answer))`,
    ].join("\n"),
  };
}
