/** Once so many bytes wait to be sent they are sent. */
export const packetBytes = 131_072;
