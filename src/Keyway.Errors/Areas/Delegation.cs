namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>4110-4129: keyway-connect delegate.</summary>
    public static class Delegation
    {
        public static readonly KeywayError SyncDelegationDiffers = new(4110, "The account does not hold exactly the rights that synchronisation needs.", "Run keyway-connect delegate sync to give what is missing, and take away in the domain what the table marks as too much.");
    }
}
