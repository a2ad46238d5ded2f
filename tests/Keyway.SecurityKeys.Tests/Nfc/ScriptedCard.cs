using Keyway.SecurityKeys.SoftwareKeys.Cards;

namespace Keyway.SecurityKeys.Tests.Nfc;

/// <summary>A card that answers as a test wants; null takes it away.</summary>
internal sealed class ScriptedCard(Func<byte[], byte[]?> answer, byte[]? atr = null) : ICard
{
    public ReadOnlyMemory<byte> AnswerToReset => atr ?? [0x3B, 0x80, 0x80, 0x01, 0x01];

    public void Reset()
    {
        // What is said next does not depend on it.
    }

    public byte[]? Answer(ReadOnlySpan<byte> command) => answer(command.ToArray());
}
