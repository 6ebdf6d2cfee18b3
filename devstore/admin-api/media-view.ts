import type { Product } from "../context.ts";
import { gid } from "../gid.ts";
import type { ApiCall, View } from "./api-call.ts";
import type { ListKind } from "./connection.ts";

type ProductImage = Product["images"][number];
const MIME_TYPES: Record<string, string> = {
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  webp: "image/webp",
};

/** How the media of a product are listed. */
export function mediaKind(call: ApiCall, product: Product): ListKind<ProductImage> {
  return {
    key: (image) => image.id,
    view: (image) => mediaImageView(call, product, image),
    sort: { POSITION: (image) => product.images.indexOf(image), ID: (image) => image.id },
  };
}

/** The API's `MediaImage` of a product's picture. */
export function mediaImageView(call: ApiCall, product: Product, image: ProductImage): View {
  return {
    __typename: "MediaImage",
    id: gid("MediaImage", image.id),
    alt: image.alt,
    mediaContentType: "IMAGE",
    mediaErrors: [],
    mediaWarnings: [],
    fileErrors: [],
    fileStatus: "READY",
    status: "READY",
    mimeType: MIME_TYPES[image.src.split(".").at(-1)?.toLowerCase() ?? ""] ?? null,
    createdAt: product.createdAt,
    updatedAt: product.updatedAt,
    image: () => imageView(call, image),
    preview: () => ({ image: imageView(call, image), status: "READY" }),
    translations: [],
  };
}

/** The API's `Image`; transformations are ignored. */
export function imageView({ services, store }: ApiCall, image: { id?: number; src: string; alt: string }): View {
  const url = services.context.fileUrl(store, image.src);
  return {
    id: image.id === undefined ? null : gid("ProductImage", image.id),
    altText: image.alt || null,
    url,
    src: url,
    originalSrc: url,
    transformedSrc: url,
    translations: [],
  };
}
