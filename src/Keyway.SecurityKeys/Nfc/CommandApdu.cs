using System.Buffers.Binary;

namespace Keyway.SecurityKeys.Nfc;

/// <summary>A command to a card (ISO 7816-4, 5.1).</summary>
/// <param name="Class">CLA.</param>
/// <param name="Instruction">INS.</param>
/// <param name="P1">First parameter.</param>
/// <param name="P2">Second parameter.</param>
/// <param name="Data">At most 255 bytes in a short command, 65535 in one of extended length.</param>
/// <param name="Expected">How many bytes of answer are wanted at most, up to 256 or 65536; null when none is expected.</param>
internal sealed record CommandApdu(byte Class, byte Instruction, byte P1, byte P2, ReadOnlyMemory<byte> Data, int? Expected)
{
    /// <summary>In <see cref="Class"/>: another part of the same command follows (ISO 7816-4, 5.1.1.1).</summary>
    public const byte Chained = 0x10;

    public const int LongestShort = 255;
    public const int LongestShortAnswer = 256;
    public const int LongestExtendedAnswer = 65536;

    private const int Header = 4;

    /// <summary>The short form, when nothing in it is too long for that.</summary>
    public byte[] Encode() => Data.Length <= LongestShort && Expected is null or <= LongestShortAnswer ? EncodeShort() : EncodeExtended();

    /// <summary>The form of extended length.</summary>
    public byte[] EncodeExtended()
    {
        byte[] command = new byte[Header + 1 + (Data.IsEmpty ? 0 : 2 + Data.Length) + (Expected is null ? 0 : 2)];
        WriteHeader(command);
        int at = Header + 1;
        if (!Data.IsEmpty)
        {
            BinaryPrimitives.WriteUInt16BigEndian(command.AsSpan(at), (ushort)Data.Length);
            Data.CopyTo(command.AsMemory(at + 2));
            at += 2 + Data.Length;
        }

        if (Expected is { } expected) BinaryPrimitives.WriteUInt16BigEndian(command.AsSpan(at), (ushort)(expected & 0xFFFF));
        return command;
    }

    /// <summary>Reads a command in either form.</summary>
    /// <returns>The command, or null when its lengths do not agree.</returns>
    public static CommandApdu? Parse(ReadOnlySpan<byte> command)
    {
        if (command.Length < Header) return null;
        ReadOnlySpan<byte> body = command[Header..];
        if (body.IsEmpty) return With(command, [], null);
        if (body.Length == 1) return With(command, [], body[0] == 0 ? LongestShortAnswer : body[0]);
        if (body[0] != 0)
        {
            int length = body[0];
            if (body.Length == 1 + length) return With(command, body[1..], null);
            return body.Length == 2 + length ? With(command, body[1..^1], body[^1] == 0 ? LongestShortAnswer : body[^1]) : null;
        }

        if (body.Length < 3) return null;
        int extended = BinaryPrimitives.ReadUInt16BigEndian(body[1..]);
        if (body.Length == 3) return With(command, [], Wanted(extended));
        if (extended == 0) return null;
        if (body.Length == 3 + extended) return With(command, body[3..], null);
        return body.Length == 5 + extended ? With(command, body[3..^2], Wanted(BinaryPrimitives.ReadUInt16BigEndian(body[^2..]))) : null;
    }

    private static int Wanted(int written) => written == 0 ? LongestExtendedAnswer : written;

    private static CommandApdu With(ReadOnlySpan<byte> header, ReadOnlySpan<byte> data, int? expected) =>
        new(header[0], header[1], header[2], header[3], data.ToArray(), expected);

    private byte[] EncodeShort()
    {
        byte[] command = new byte[Header + (Data.IsEmpty ? 0 : 1 + Data.Length) + (Expected is null ? 0 : 1)];
        WriteHeader(command);
        if (!Data.IsEmpty)
        {
            command[Header] = (byte)Data.Length;
            Data.CopyTo(command.AsMemory(Header + 1));
        }

        if (Expected is { } expected) command[^1] = (byte)(expected & 0xFF);
        return command;
    }

    private void WriteHeader(byte[] command)
    {
        command[0] = Class;
        command[1] = Instruction;
        command[2] = P1;
        command[3] = P2;
    }
}
