namespace Keyway.SecurityKeys.SoftwareKeys.Cards;

/// <summary>What can be laid on a <see cref="VirtualCardReader"/>: a software key, or what a test makes.</summary>
internal interface ICard
{
    /// <summary>ATR, at most 33 bytes.</summary>
    ReadOnlyMemory<byte> AnswerToReset { get; }

    /// <summary>Power was switched on or off, or the card was reset.</summary>
    void Reset();

    /// <summary>Answers a command; null takes the card away in the middle of it.</summary>
    byte[]? Answer(ReadOnlySpan<byte> command);
}
