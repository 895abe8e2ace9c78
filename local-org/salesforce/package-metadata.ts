import { DOMParser } from '@xmldom/xmldom';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PackagePermissionSet } from './rows/setup-rows';

/** What installing the package puts into the org's setup, as far as the emulated org looks at it. */
export interface PackageMetadata {
  permissionSets: PackagePermissionSet[];
  remoteSites: { url: string; active: boolean }[];
  /** Custom notification types. */
  notificationTypes: { name: string; label: string }[];
}

/** Reads permission sets, remote sites and custom notification types from a source folder such as `force-app/main/default`. */
export function readPackageMetadata(sourceDir: string): PackageMetadata {
  return {
    permissionSets: files(sourceDir, 'permissionsets', '.permissionset-meta.xml').map(({ name, child }) => ({
      name,
      label: child('label')
    })),
    remoteSites: files(sourceDir, 'remoteSiteSettings', '.remoteSite-meta.xml').map(({ child }) => ({
      url: child('url'),
      active: child('isActive') === 'true'
    })),
    notificationTypes: files(sourceDir, 'notificationtypes', '.notiftype-meta.xml').map(({ name, child }) => ({
      name,
      label: child('masterLabel')
    }))
  };
}

function files(sourceDir: string, folder: string, suffix: string): { name: string; child: (tag: string) => string }[] {
  const dir = join(sourceDir, folder);
  if (!existsSync(dir)) {
    return [];
  }
  return readdirSync(dir)
    .filter((file) => file.endsWith(suffix))
    .map((file) => {
      const root = new DOMParser().parseFromString(readFileSync(join(dir, file), 'utf8'), 'text/xml').documentElement;
      const child = (tag: string): string => {
        for (let node = root?.firstChild ?? null; node; node = node.nextSibling) {
          if (node.nodeName === tag) {
            return (node.textContent ?? '').trim();
          }
        }
        throw new Error(`${file} has no <${tag}>.`);
      };
      return { name: file.slice(0, -suffix.length), child };
    });
}
