using Keyway.Errors;

namespace Keyway.SecurityKeys.Nfc;

/// <summary>One card: takes a command and answers. A card on a reader, or what a test puts in its place.</summary>
internal interface ICardChannel
{
    /// <summary>Sends a command and waits for the answer.</summary>
    /// <returns>The answer, or a refusal after which the card is of no more use: KW3004 when it was taken away.</returns>
    Result<ResponseApdu> Transmit(ReadOnlySpan<byte> command);
}
