using System.Buffers.Binary;
using System.Globalization;

namespace Keyway.Server.Devices;

/// <summary>Cloud identities as security identifiers: <c>S-1-12-1-</c> and the GUID as four little-endian numbers.</summary>
internal static class DirectorySid
{
    /// <summary>The SID of an account, or of a role by its id.</summary>
    public static string Of(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        return string.Create(CultureInfo.InvariantCulture, $"S-1-12-1-{Part(bytes)}-{Part(bytes[4..])}-{Part(bytes[8..])}-{Part(bytes[12..])}");
    }

    private static uint Part(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
