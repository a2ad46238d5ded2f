namespace Keyway.Device.Troubleshooting;

/// <summary>How a part of this computer is.</summary>
internal enum Health
{
    /// <summary>As it should be.</summary>
    Well,

    /// <summary>Nothing is broken, but somebody may miss something.</summary>
    Doubtful,

    /// <summary>Nobody signs in, or not everywhere, until it is mended.</summary>
    Ill,

    /// <summary>It cannot be told, because of what was found before.</summary>
    NotExamined,
}
