using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Keyway.Device.Daemon.People;

/// <summary>
/// Numeric user ids of people: derived from who they are, so that a person has the same number on every computer (files on a network share
/// keep their owner), in a range that neither local accounts, systemd's own ranges nor containers use.
/// </summary>
internal static class UserIds
{
    /// <summary>The first number above what systemd keeps for containers (524288 to 1879048191, systemd's "Users, Groups, UIDs and GIDs").</summary>
    public const uint First = 1_879_048_192;

    /// <summary>The last one below 2^31, above which some programs see negative numbers; a little room is left for others.</summary>
    public const uint Last = 2_147_352_575;

    /// <summary>The number of a person; the next free one when two people happen to have the same.</summary>
    public static uint Of(Guid objectId, Predicate<uint> isTaken)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(objectId.ToByteArray(bigEndian: true), hash);
        var offset = BinaryPrimitives.ReadUInt32BigEndian(hash) % (Last - First + 1);
        while (isTaken(First + offset))
            offset = (offset + 1) % (Last - First + 1);
        return First + offset;
    }
}
