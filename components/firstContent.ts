import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { firstRelease } from "../site/firstRelease";
import { currentDocument, currentKey, releaseKey } from "../site/release";
import type { ContentBucket } from "./contentBucket";

/**
 * Publishes the sample shop, once: a site of a stack that has never published anything finds something there. What
 * has been published since is neither read nor written by an update, and stays when these resources go.
 *
 * @param dependsOn the replication both ways; S3 does not replicate what is older than its rule.
 */
export function firstContent(
  name: string,
  { region, bucket }: ContentBucket,
  dependsOn: pulumi.Resource[],
  parent: pulumi.Resource,
): void {
  const { release, files } = firstRelease();
  const put = (objectName: string, key: string, content: string, after: pulumi.Resource[]) =>
    new aws.s3.BucketObjectv2(
      `${name}-${objectName}`,
      {
        region,
        bucket: bucket.id,
        key,
        content,
        // An object takes 10 tags at most, and a publish would drop those of the provider.
        overrideProvider: { defaultTags: { tags: {} } },
      },
      {
        parent,
        dependsOn: after,
        // The key too: a new version of the sample shop must not move the release that may still be current.
        ignoreChanges: ["key", "content", "contentType"],
        // Deleting the object would delete every version that was ever published under its key.
        retainOnDelete: true,
      },
    );
  const pages = files.map(({ path, body }) =>
    put(path, releaseKey(release.version, path), body.toString(), dependsOn),
  );
  put(currentKey, currentKey, currentDocument(release), pages);
}
