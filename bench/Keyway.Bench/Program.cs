using Keyway.Bench;

return args switch
{
    ["micro", ..] => await MicroBenchmark.RunAsync(),
    ["sign-in", .. var options] => await SignInBenchmark.RunAsync(SignInOptions.Parse(options)),
    ["sync", .. var options] => await SyncBenchmark.RunAsync(options is [var objects, ..] && int.TryParse(objects, out var number) ? number : 100_000),
    ["portal", .. var options] => await PortalBenchmark.RunAsync(options is [var people, ..] && int.TryParse(people, out var number) ? number : 100_000),
    ["keylist", .. var options] => await KeyListBenchmark.RunAsync(options is [var rounds, ..] && int.TryParse(rounds, out var number) && number > 0 ? number : 300),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Usage: dotnet run -c Release --project bench/Keyway.Bench -- micro
               dotnet run -c Release --project bench/Keyway.Bench -- sign-in [devices] [seconds] [workers] [without-log]
               dotnet run -c Release --project bench/Keyway.Bench -- sync [objects]
               dotnet run -c Release --project bench/Keyway.Bench -- portal [people]
               dotnet run -c Release --project bench/Keyway.Bench -- keylist [rounds]

        micro     assertions verified and partial TGTs minted on one core, beside what openssl speed reaches in the same run
        sign-in   complete sign-ins over HTTPS against a real server with SQLite on disk (default 64 devices, 15 s, 16 workers);
                  without-log lets the rows of the sign-in log fall, to see what they cost
        sync      first import, delta of one person, one member of a large group, against a real server with SQLite on disk (default 100,000 objects)
        portal    each page of the administration over HTTPS, against a real server with SQLite on disk (default 100,000 people, ten sign-ins each)
        keylist   the companion KDC beside a real domain controller, and that domain controller alone, in the lab (as root; default 300 rounds)
        """);
    return 2;
}
