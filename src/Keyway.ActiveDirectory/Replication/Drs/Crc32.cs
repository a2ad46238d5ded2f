namespace Keyway.ActiveDirectory.Replication.Drs;

/// <summary>The cyclic redundancy check of ISO/IEC 8802-3, which the platform has in no part that we use.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB8_8320;

    public static uint Of(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1;
        }

        return ~crc;
    }
}
