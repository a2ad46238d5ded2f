using Keyway.Device.Terminal;
using Keyway.Errors;

namespace Keyway.Device.Gestures;

/// <summary>How to talk with the person who holds the key: through a terminal, or through PAM and whatever program stands behind it.</summary>
internal interface IConversation
{
    /// <summary>A line for the person.</summary>
    void Say(string text);

    /// <summary>Tells the person to touch the sensor of the key now, so that they know it in time.</summary>
    void CallToSensor(string text);

    /// <summary>Asks for a secret without showing it.</summary>
    Result<Secret> AskSecret(string question);

    /// <summary>Lets the person choose; null when nobody is there to be asked.</summary>
    /// <returns>The index of the choice.</returns>
    int? Choose(string question, IReadOnlyList<string> choices);
}
