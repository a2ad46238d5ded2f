namespace Keyway.SecurityKeys.Nfc;

/// <summary>A card reader as pcscd sees it.</summary>
/// <param name="Name">pcscd's name for it; it ends in a number that is only unique now.</param>
/// <param name="HasCard">Whether a card is there that answers.</param>
/// <param name="Changes">How often a card came or went, modulo 65536, since pcscd knows the reader.</param>
/// <param name="Atr">The card's answer to reset, at most 33 bytes; empty without a card.</param>
internal sealed record CardReader(string Name, bool HasCard, int Changes, ReadOnlyMemory<byte> Atr)
{
    /// <summary>
    /// Whether the card is contactless: for those the reader makes up the answer to reset, TS 3B, T0 8n, TD1 80, TD2 01 (PC/SC part 3, 3.1.3.2.3).
    /// Other cards, a health card say, are nobody's security key by chance, and are left alone until they are named.
    /// </summary>
    public bool IsContactless => HasCard && Atr.Span is [0x3B, >= 0x80 and <= 0x8F, 0x80, 0x01, ..];

    /// <summary>Which laying of which card this is: another after it was taken away and laid there again. Empty without a card.</summary>
    public string Laid => HasCard ? $"{Changes} {Convert.ToHexString(Atr.Span)}" : "";
}
