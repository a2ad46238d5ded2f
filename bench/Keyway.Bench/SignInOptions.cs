using System.Globalization;

namespace Keyway.Bench;

/// <summary>How hard the server is pressed.</summary>
/// <param name="WithoutLog">The rows of the sign-in log fall.</param>
internal sealed record SignInOptions(int Devices, int Seconds, int Workers, bool WithoutLog)
{
    private const string Without = "without-log";

    public static SignInOptions Parse(string[] arguments)
    {
        return new SignInOptions(At(0, 64), At(1, 15), At(2, 16), arguments.Contains(Without));

        int At(int index, int otherwise) => arguments.Length > index && arguments[index] != Without ? int.Parse(arguments[index], CultureInfo.InvariantCulture) : otherwise;
    }
}
