namespace Keyway.SecurityKeys;

/// <summary>What a sensor says of one touch during an enrolment (CTAP 2.1, 6.7.4: lastEnrollSampleStatus).</summary>
public enum FingerprintSampleStatus : byte
{
    /// <summary>The sample is part of the template.</summary>
    Good = 0x00,

    /// <summary>The finger lay too high.</summary>
    TooHigh = 0x01,

    /// <summary>The finger lay too low.</summary>
    TooLow = 0x02,

    /// <summary>The finger lay too far to the left.</summary>
    TooLeft = 0x03,

    /// <summary>The finger lay too far to the right.</summary>
    TooRight = 0x04,

    /// <summary>The finger was drawn too fast.</summary>
    TooFast = 0x05,

    /// <summary>The finger was drawn too slowly.</summary>
    TooSlow = 0x06,

    /// <summary>The picture is poor.</summary>
    PoorQuality = 0x07,

    /// <summary>The finger lay askew.</summary>
    TooSkewed = 0x08,

    /// <summary>The touch was too short.</summary>
    TooShort = 0x09,

    /// <summary>The sample does not fit the ones before it.</summary>
    MergeFailure = 0x0A,

    /// <summary>The finger is enrolled already.</summary>
    Exists = 0x0B,

    /// <summary>Nobody touched the sensor.</summary>
    NoUserActivity = 0x0D,

    /// <summary>The finger was not lifted between two touches.</summary>
    NoUserPresenceTransition = 0x0E,
}
