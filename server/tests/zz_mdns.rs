//! ad hoc
#[test]
fn browse() {
    let server = hogs_server::Server::start(hogs_server::config::Config { port: 0, state: Some("/tmp/hs-state".into()), name: "Ad hoc sty".into(), ..Default::default() }).unwrap();
    let daemon = mdns_sd::ServiceDaemon::new().unwrap();
    let events = daemon.browse("_hogs._udp.local.").unwrap();
    let end = std::time::Instant::now() + std::time::Duration::from_secs(8);
    while std::time::Instant::now() < end {
        if let Ok(event) = events.recv_timeout(std::time::Duration::from_millis(500)) { println!("{event:?}"); }
    }
    drop(server);
    while let Ok(event) = events.recv_timeout(std::time::Duration::from_millis(1500)) { println!("after: {event:?}"); }
}
