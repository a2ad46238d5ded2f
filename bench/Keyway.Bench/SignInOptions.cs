using System.Globalization;

namespace Keyway.Bench;

/// <summary>How hard the server is pressed.</summary>
internal sealed record SignInOptions(int Devices, int Seconds, int Workers)
{
    public static SignInOptions Parse(string[] arguments)
    {
        return new SignInOptions(At(0, 64), At(1, 15), At(2, 16));

        int At(int index, int otherwise) => arguments.Length > index ? int.Parse(arguments[index], CultureInfo.InvariantCulture) : otherwise;
    }
}
