namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>1000-1009: what belongs to no area.</summary>
    public static class General
    {
        public static readonly KeywayError Uninitialised = new(1000, "A step ended without a result.", "Report it with the log: this is a bug in Keyway.");
    }
}
