using System.Collections.Frozen;

namespace Keyway.Server.AuthenticationMethods.CloudPasswords;

/// <summary>
/// What everybody who guesses tries first: words that head every published list of leaked passwords, rows of the keyboard, seasons and months. Short, because the
/// lock-out ends a guesser's list after some; in lower case.
/// </summary>
internal static class CommonPasswords
{
    private static readonly FrozenSet<string> Words = (
        "password passwort passw0rd p@ssword p@ssw0rd pa$$word pa$$w0rd motdepasse contrasena wachtwoord passphrase changeme changeit letmein letmein! welcome willkommen bienvenue "
        + "welcome1 administrator admin admin123 administrateur root toor default guest gast test testtest testing tester qwerty qwertz azerty qwertyui qwertyuiop qwertzuiop azertyuiop "
        + "asdfghjk asdfghjkl zxcvbnm yxcvbnm qweasdzxc qazwsxedc 1qaz2wsx 1q2w3e4r 1q2w3e4r5t q1w2e3r4 zaq12wsx qwer1234 asdf1234 1234qwer abc12345 abcd1234 abcdefgh abcdefghi abcdef "
        + "12345678 123456789 1234567890 0123456789 87654321 987654321 0987654321 11223344 12341234 123123123 147258369 789456123 147852369 12344321 123454321 "
        + "iloveyou ichliebedich jetaime teamo princess prinzessin sunshine sonnenschein superman batman spiderman pokemon starwars football fussball baseball basketball hockey soccer "
        + "master monkey dragon shadow killer hunter michael jennifer jessica daniel thomas charlie ashley jordan andrew joshua matthew michelle nicole robert "
        + "trustno1 whatever computer internet samsung google microsoft windows linux office office365 keyway securitykey secret geheim hello hallo hallohallo bonjour "
        + "summer sommer winter spring fruehling frühling autumn herbst january february march april june july august september october november december "
        + "januar februar märz maerz juni juli oktober dezember monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag "
        + "liverpool arsenal chelsea barcelona realmadrid juventus ferrari porsche mercedes mustang corvette harley blink182 metallica slipknot nirvana matrix freedom "
        + "cheese cookie chocolate banana pepper orange purple flower butterfly ginger buster snoopy tigger maggie bailey access login loginlogin abcabc asdasd asdasdasd qweqwe qweqweqwe")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="lower">In lower case.</param>
    public static bool Contains(ReadOnlySpan<char> lower) => Lookup.Contains(lower);
}
