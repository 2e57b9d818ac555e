// Builds one bundle for each file that lies at the top of src/; pages load theirs by name ({{ built("overview") }}).
import { readdirSync } from "node:fs";
import { defineConfig } from "vite";

const entries = readdirSync("src").filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"));

export default defineConfig({
  base: "/static/built/",
  publicDir: false,
  logLevel: "warn",
  build: {
    outDir: "../src/recount/web/static/built",
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    assetsInlineLimit: 0, // the pages' policy lets fonts come from files only
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500, // the map's library, loaded where there is a map
    rollupOptions: { input: entries.map((name) => `src/${name}`) },
  },
  worker: { format: "es" },
});
