using System.Buffers.Binary;
using Keyway.Errors;

namespace Keyway.SecurityKeys.Nfc;

/// <summary>A card's answer to one command (ISO 7816-4, 5.1): data and status.</summary>
/// <param name="Data">0 to 65536 bytes.</param>
/// <param name="Status">SW1 and SW2.</param>
internal sealed record ResponseApdu(ReadOnlyMemory<byte> Data, ushort Status)
{
    public const ushort Done = 0x9000;

    /// <summary>CTAP 2.1, 11.3.7.2: not finished yet; the data say what the key waits for.</summary>
    public const ushort Working = 0x9100;

    /// <summary>How many more bytes the card has ready, 256 for "that or more"; 0 when it has said all.</summary>
    public int More => Status >> 8 == 0x61 ? Count(Status) : 0;

    /// <summary>The length that the card wants to be asked for (SW1 6C); 0 when it found nothing wrong with ours.</summary>
    public int RightLength => Status >> 8 == 0x6C ? Count(Status) : 0;

    /// <summary>Whether the card does not know the command, or not in this form.</summary>
    public bool IsUnknownCommand => Status is 0x6D00 or 0x6E00;

    /// <returns>The answer, or KW3064 without a whole status.</returns>
    public static Result<ResponseApdu> Parse(ReadOnlySpan<byte> answer) => answer.Length < 2
        ? new Refusal(Catalogue.SecurityKeys.CardNotUnderstood, "an answer without a status")
        : new ResponseApdu(answer[..^2].ToArray(), BinaryPrimitives.ReadUInt16BigEndian(answer[^2..]));

    private static int Count(ushort status) => (status & 0xFF) == 0 ? 256 : status & 0xFF;
}
